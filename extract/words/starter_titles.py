"""Titles that the starters of application frameworks write, and that no one has changed (values only)."""

STARTER_TITLES = frozenset({
    "app", "angular", "angular app", "blazor app", "create next app", "document", "ember app", "gatsby", "index",
    "ionic app", "loading", "loading...", "loading…", "my app", "next app", "nuxt app", "quasar app", "react app",
    "remix app", "svelte app", "sveltekit app", "vite app", "vite + react", "vite + react + ts", "vite + svelte",
    "vite + vue", "vite + vue + ts", "vue app", "webpack app",
})  # fmt: skip
