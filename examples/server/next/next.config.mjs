import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../../../', import.meta.url))

// In this repository node_modules is three levels up. In yours, leave both out.
export default { turbopack: { root: repository }, outputFileTracingRoot: repository, poweredByHeader: false }
