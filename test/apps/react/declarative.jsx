import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter, Route, Routes, useLocation, useNavigate } from 'react-router'
import { Landing, Layout, Other } from './parts.jsx'

/** Declarative mode has no revalidation: going where one is again is the nearest. */
function Root() {
  const [refreshes, setRefreshes] = useState(0)
  const location = useLocation()
  const navigate = useNavigate()
  const refresh = () => {
    navigate(location, { replace: true })
    setRefreshes(refreshes + 1)
  }
  return <Layout refresh={refresh} refreshes={refreshes} />
}

createRoot(document.querySelector('#app')).render(
  <BrowserRouter>
    <Routes>
      <Route element={<Root />}>
        <Route path="/landing" element={<Landing />} />
        <Route path="/other" element={<Other />} />
      </Route>
    </Routes>
  </BrowserRouter>,
)
