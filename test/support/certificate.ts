import { generate } from 'selfsigned'

const NAMES = ['localhost', '*.localhost', '*.shop.localhost']

/** Signed by nobody, made once a process: the engines are told not to mind. */
export function certificate(): Promise<{ key: string; cert: string }> {
  made ??= generate([{ name: 'commonName', value: 'shop.localhost' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: NAMES.map((value) => ({ type: 2, value })) }],
  }).then((pems) => ({ key: pems.private, cert: pems.cert }))
  return made
}

let made: Promise<{ key: string; cert: string }> | undefined
