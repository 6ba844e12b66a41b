// The demo's merchant in a process of its own, beside a sandbox whose port is given.
import { startShop } from '../../../examples/demo/server.mjs'

const { port } = await startShop({ port: 0, sandboxPort: Number(process.argv[2]) })
console.log(`http://www.shop.localhost:${port}/`)
