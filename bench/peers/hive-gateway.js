import { openHive } from './open-hive.js';

export const hiveGateway = { open: (order, subgraphs) => openHive(order, subgraphs) };
