'use client'

import { track } from '@introw/affiliate'
import { useRouter } from 'next/navigation'

export function SignUpForm() {
  const router = useRouter()

  function signUp(form) {
    // Not awaited: the conversion is written down and on its way.
    track({ email: form.get('email'), properties: { plan: 'trial' } })
    router.push('/thanks')
  }
  return (
    <form action={signUp}>
      <p>
        <label>
          Work e-mail <input name="email" type="email" required />
        </label>
      </p>
      <button>Create account</button>
    </form>
  )
}
