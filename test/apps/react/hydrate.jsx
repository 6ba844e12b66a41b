import { hydrateRoot } from 'react-dom/client'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { routes } from './routes.jsx'

// createStaticHandler's loader data comes in window.__staticRouterHydrationData.
hydrateRoot(document.querySelector('#app'), <RouterProvider router={createBrowserRouter(routes)} />)
