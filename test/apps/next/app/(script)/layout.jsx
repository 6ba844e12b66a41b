import Script from 'next/script'
import { Shell } from '../../parts/shell.jsx'

export default function Layout({ children }) {
  const tag = <Script src="/affiliate.js" strategy="afterInteractive" data-publishable-key="pk_aff_org_demo" />
  return <Shell tag={tag}>{children}</Shell>
}
