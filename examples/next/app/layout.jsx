import './style.css'

export const metadata = { title: 'Acme, a Next.js app', icons: 'data:,' }

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
