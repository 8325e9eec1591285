import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { openHive } from './open-hive.js';

export const hiveGatewayRust = {
  open: (order, subgraphs) => openHive(order, subgraphs, { unifiedGraphHandler }),
};
