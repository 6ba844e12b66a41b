import { createSSRApp } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import App from './App.vue'
import { routes } from './routes.js'

const router = createRouter({ history: createWebHistory(), routes })
const app = createSSRApp(App).use(router)
router.isReady().then(() => app.mount('#app'))
