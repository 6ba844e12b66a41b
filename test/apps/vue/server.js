import { createSSRApp } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import App from './App.vue'
import { routes } from './routes.js'

/** @param {Request} request */
export async function render(request) {
  const { pathname, search } = new URL(request.url)
  const router = createRouter({ history: createMemoryHistory(), routes })
  const app = createSSRApp(App).use(router)
  await router.push(pathname + search)
  return renderToString(app)
}
