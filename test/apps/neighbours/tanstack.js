import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router'

window.renders = 0
const root = createRootRoute({ component: Outlet })
const landing = createRoute({
  getParentRoute: () => root,
  path: '/tanstack',
  loaderDeps: ({ search }) => search,
  loader: () => ({ renders: ++window.renders }),
  component: () => createElement('input', { id: 'draft' }),
})
const router = createRouter({ routeTree: root.addChildren([landing]) })
createRoot(document.querySelector('#app')).render(createElement(RouterProvider, { router }))
