// Loaded by `--import`: a server must not outlive the test run which started it, however that ends.
process.on('disconnect', () => process.exit())
