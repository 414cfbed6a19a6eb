/** Figures of the process for Prometheus. */

import { collectDefaultMetrics, Registry } from 'prom-client';

/** Opens the registry. @returns what `GET /metrics` answers with */
export function openMetrics(): () => Promise<{ contentType: string; body: string }> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'em_noi_' });
  return async () => ({ contentType: registry.contentType, body: await registry.metrics() });
}
