import Link from 'next/link'

export default function Landing() {
  return (
    <>
      <h1>A shop</h1>
      <p>Follow a partner’s link to get here.</p>
      <p>
        <Link href="/signup">Sign up</Link>
      </p>
    </>
  )
}
