import { createRoot } from 'react-dom/client'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { routes } from './routes.jsx'

createRoot(document.querySelector('#app')).render(<RouterProvider router={createBrowserRouter(routes)} />)
