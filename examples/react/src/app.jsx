import { useState } from 'react'
import { Welcome } from './welcome.jsx'

export function App() {
  const [email, setEmail] = useState(null)
  if (email) return <Welcome email={email} />
  return (
    <>
      <h1>Sign up at Acme</h1>
      <form action={(form) => setEmail(form.get('email'))}>
        <p>
          <label>
            Work e-mail <input name="email" type="email" required />
          </label>
        </p>
        <button>Create account</button>
      </form>
    </>
  )
}
