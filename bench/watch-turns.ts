/** Begins to watch; what it returns ends that and gives the longest turn, in milliseconds of this thread's own work. */
export function watchTurns(): () => number {
  let longest = 0;
  let last = process.threadCpuUsage();
  const look = (): void => {
    const { user, system } = process.threadCpuUsage(last);
    longest = Math.max(longest, (user + system) / 1000);
    last = process.threadCpuUsage();
    turn = setImmediate(look);
  };
  let turn = setImmediate(look);
  return () => {
    clearImmediate(turn);
    const { user, system } = process.threadCpuUsage(last);
    return Math.max(longest, (user + system) / 1000);
  };
}
