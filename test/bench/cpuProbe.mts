// Loaded into a measured server by `node --import`: answers its parent's question over the process channel, nothing else.
process.on('message', () => process.send?.(process.cpuUsage()))
// The channel must not keep a server alive that wants to end.
process.channel?.unref()
