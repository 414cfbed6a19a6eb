/** Loaded before our server: ends it when the bench is gone, even if that was killed. */

process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The channel alone keeps nothing running.
process.channel?.unref();
