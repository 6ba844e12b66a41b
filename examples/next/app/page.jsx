import Link from 'next/link'

export default function Landing() {
  return (
    <>
      <h1>Acme</h1>
      <p>Recommended by a partner.</p>
      <p>
        <Link href="/sign-up">Sign up</Link>
      </p>
    </>
  )
}
