// Loaded before the program: when the bootstrap above it is killed, asks the program to stop the usual way.
if (process.channel !== undefined) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  // Listening must not keep a finished command alive.
  process.channel.unref()
}
