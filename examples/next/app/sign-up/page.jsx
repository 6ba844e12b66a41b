import { SignUpForm } from './form'

export default function SignUp() {
  return (
    <>
      <h1>Sign up at Acme</h1>
      <SignUpForm />
    </>
  )
}
