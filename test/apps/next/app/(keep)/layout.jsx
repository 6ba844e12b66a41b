import { Shell } from '../../parts/shell.jsx'

export default function Layout({ children }) {
  const tag = <script async src="/affiliate.js" data-publishable-key="pk_aff_org_demo" data-keep-url="on" />
  return <Shell tag={tag}>{children}</Shell>
}
