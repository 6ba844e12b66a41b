import { router } from '@inertiajs/core'

/** As the server names it in the page that it sends. */
const url = location.pathname + location.search
const initialPage = { component: 'Landing', props: { errors: {} }, url, version: '1', rememberedState: {} }

router.init({ initialPage, resolveComponent: () => Promise.resolve({}), swapComponent: () => Promise.resolve() })

/** What `useRemember` does with every change of a form. */
window.remember = (draft) => router.remember({ draft }, 'form')
