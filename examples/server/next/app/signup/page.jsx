import { signUp } from './actions'

export default function SignUp() {
  return (
    <>
      <h1>Sign up</h1>
      <form action={signUp}>
        <p>
          <label>
            E-mail <input name="email" type="email" required />
          </label>
        </p>
        <button>Create account</button>
      </form>
    </>
  )
}
