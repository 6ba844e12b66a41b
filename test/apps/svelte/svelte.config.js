// No adapter: what is built is served by SvelteKit's own preview.
export default { kit: { outDir: '../.cache/svelte' } }
