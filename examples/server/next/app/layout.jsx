import { connection } from 'next/server'
import { AffiliateScript } from './affiliate'

export default async function Layout({ children }) {
  // The environment of the running server, not of the build.
  await connection()
  const options = {
    publishableKey: process.env.INTROW_PUBLISHABLE_KEY ?? 'pk_aff_org_demo',
    apiHost: process.env.INTROW_API_HOST ?? 'http://127.0.0.1:4001',
  }
  return (
    <html lang="en">
      <body style={{ font: '1.1rem/1.5 system-ui', maxWidth: '34rem', margin: '4rem auto', padding: '0 1rem' }}>
        <AffiliateScript options={options} />
        {children}
      </body>
    </html>
  )
}
