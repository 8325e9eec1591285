import type { NativeHttpRequest } from '../protocols/protocol.ts';
import type { TimeLeft } from './deadline.ts';

/** One query's conversation with one system while it goes on: what its end will be judged by. Never shared. */
export interface Call {
  readonly left: TimeLeft;
  readonly hungUp: AbortSignal;
  /** Messages that were handed to the system's sockets. */
  sent: number;
  /** Messages that have neither been answered nor failed. */
  underWay: number;
  /** Nothing is sent any more, whoever still runs. */
  isOver: boolean;
  /** Messages that failed and have not been made good by a retry. */
  readonly failing: Set<NativeHttpRequest>;
}
