export {};

declare const __FILES__: string[];
declare const __VERSION__: string;
declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", (event) => event.waitUntil(caches.open(`hearth-${__VERSION__}`).then((cache) => cache.addAll(__FILES__))));
