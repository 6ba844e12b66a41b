export default function Thanks() {
  return (
    <>
      <h1>Welcome to Acme</h1>
      <p>Your account is ready.</p>
    </>
  )
}
