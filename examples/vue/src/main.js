import { init } from '@introw/affiliate'
import { createApp } from 'vue'
import App from './App.vue'

// Once, before the app: the click is taken before anything renders.
init({
  publishableKey: import.meta.env.VITE_INTROW_PUBLISHABLE_KEY,
  apiHost: import.meta.env.VITE_INTROW_API_HOST,
})

createApp(App).mount('#app')
