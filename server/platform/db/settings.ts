/** Small enough for one machine that does other things too; everything acknowledged is on disk unless `durable` is off. */
export function serverSettings(durable: boolean): readonly string[] {
  const settings: Record<string, string | number> = {
    max_connections: 40,
    shared_buffers: '64MB',
    work_mem: '4MB',
    maintenance_work_mem: '32MB',
    max_wal_size: '256MB',
    max_worker_processes: 2,
    max_parallel_workers_per_gather: 0,
    max_logical_replication_workers: 0,
    autovacuum_max_workers: 1,
    io_method: 'sync',
    jit: 'off',
    timezone: 'UTC',
    unix_socket_permissions: '0700',
    // Failing statements would put the values of their rows into the log.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
