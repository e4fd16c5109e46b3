// A month in the browser's own language and calendar habits; it knows nothing and keeps nothing.
const now = new Date();
const tag = navigator.language || "en";
const locale = new Intl.Locale(tag);
const first_weekday = (locale.getWeekInfo?.() ?? locale.weekInfo ?? { firstDay: 1 }).firstDay % 7;
const month = now.toLocaleDateString(tag, { month: "long", year: "numeric" });

document.documentElement.lang = tag;
document.title = month;
document.querySelector("caption").textContent = month;

// The fourth of January 1970 was a Sunday.
const weekday = (day, width) => new Date(1970, 0, 4 + day).toLocaleDateString(tag, { weekday: width });
for (let day = 0; day < 7; day++) {
  const head = document.createElement("th");
  head.scope = "col";
  head.abbr = weekday(first_weekday + day, "long");
  head.textContent = weekday(first_weekday + day, "short");
  document.querySelector("thead tr").append(head);
}

const blanks = (new Date(now.getFullYear(), now.getMonth(), 1).getDay() - first_weekday + 7) % 7;
const days = new Date(now.getFullYear(), now.getMonth() + 1, 0).getDate();
for (let cell = 0; cell < Math.ceil((blanks + days) / 7) * 7; cell++) {
  const body = document.querySelector("tbody");
  const row = cell % 7 === 0 ? body.insertRow() : body.rows[body.rows.length - 1];
  const day = cell - blanks + 1;
  const place = row.insertCell();
  if (day < 1 || day > days) continue;
  if (day !== now.getDate()) place.textContent = String(day);
  else {
    const today = document.createElement("a");
    today.href = "/";
    today.textContent = String(day);
    today.setAttribute("aria-current", "date");
    place.append(today);
  }
}
