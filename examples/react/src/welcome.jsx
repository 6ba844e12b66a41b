import { track } from '@introw/affiliate'
import { useEffect, useState } from 'react'

/** In development StrictMode runs the effect twice, and still there is one request: the same conversion is sent once. */
export function Welcome({ email }) {
  const [status, setStatus] = useState('…')
  useEffect(() => {
    track({ email, properties: { plan: 'trial' } }).then((result) => setStatus(result.status))
  }, [email])
  return (
    <>
      <h1>Welcome to Acme</h1>
      <p>Your account is ready.</p>
      <p>
        What track() came to: <output>{status}</output>
      </p>
    </>
  )
}
