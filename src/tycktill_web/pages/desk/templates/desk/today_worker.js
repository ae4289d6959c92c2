{% load static %}// Shows the kept page when today's cannot be had. It keeps no page that says who is signed in, and no number.

const CACHE = "tycktill-idag";
const KEPT = "{% url "desk:without_net" %}";
const PARTS = [KEPT, "{% static "look/tycktill.css" %}", "{% static "look/work.css" %}", "{% static "desk/desk.css" %}", "{% static "desk/today.js" %}"];

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(PARTS)));
  skipWaiting();
});

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  const isToday = request.mode === "navigate" && pathname === "{% url "desk:today" %}" && request.method === "GET";
  if (!isToday && !PARTS.includes(pathname)) return;
  const kept = isToday ? KEPT : pathname;
  event.respondWith(fetch(request).catch(async () => (await caches.match(kept)) ?? Response.error()));
});
