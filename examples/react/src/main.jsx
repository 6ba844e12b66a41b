import { init } from '@introw/affiliate'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.jsx'

// Once, beside the root and outside of components: the click is taken before anything renders.
init({
  publishableKey: import.meta.env.VITE_INTROW_PUBLISHABLE_KEY,
  apiHost: import.meta.env.VITE_INTROW_API_HOST,
})

createRoot(document.getElementById('app')).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
