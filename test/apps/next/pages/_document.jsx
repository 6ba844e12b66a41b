import { Head, Html, Main, NextScript } from 'next/document'

export default function Document() {
  return (
    <Html lang="en">
      <Head>
        <script src="/recorder.js" />
        <link rel="icon" href="data:," />
        <script async src="/affiliate.js" data-publishable-key="pk_aff_org_demo" />
      </Head>
      <body>
        <Main />
        <NextScript />
      </body>
    </Html>
  )
}
