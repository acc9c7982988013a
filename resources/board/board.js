"use strict";
// Draws what the server tells and nothing else; says at once when it hears nothing any more.

const SILENCE = 15000; // milliseconds without a word after which the picture counts as old
const BACKUP_DUE = 3 * 3600 * 1000; // milliseconds: three hourly copies were missed
const STEPS = { phone: "电话首报", initial: "书面初报", follow_up: "续报", daily: "日报", zero: "零报告", final: "终报", supplement: "补报" };
const LEVELS = { ungraded: "未定级", general: "一般", larger: "较大", major: "重大", grave: "特别重大" };
const ROLES = { leader: "带班", primary: "主班", secondary: "副班" };
const clockOf = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
const momentOf = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });

let shown = null; // the last state
let ahead = 0; // server's time minus ours, milliseconds
let heard = 0; // when the last word came, by our steady clock
let source = null;

const byId = (id) => document.getElementById(id);
const now = () => Date.now() + ahead;

function make(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function span(milliseconds) {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part, at) => (at ? String(part).padStart(2, "0") : part)).join(":");
}

function owedWords(owed) {
  const step = STEPS[owed.step] || owed.step;
  const name = owed.step === "follow_up" ? `${step}（${owed.sequence}）` : step;
  if (owed.due === null) return { words: `${name} 立即 · 已 ${span(now() - Date.parse(owed.started))}`, className: "overdue" };
  const left = Date.parse(owed.due) - now();
  if (left < 0) return { words: `${name} 已超时 ${span(left)}`, className: "overdue" };
  const className = owed.state === "urgent" || owed.state === "overdue" ? "overdue" : owed.state === "soon" ? "soon" : "";
  return { words: `${name} 剩 ${span(left)}`, className };
}

function owedLine(owed) {
  const said = owedWords(owed);
  const line = make("div", said.words, said.className);
  line.title = owed.title;
  return line;
}

function silenceWords(unit) { // who never speaks to this server is judged by what it wrote
  if (!unit.contact) return "⚠ 久未来报";
  return `⚠ 失联 ${span(now() - Date.parse(unit.contact))}`;
}

function unitRow(unit) {
  const row = make("tr");
  const name = make("td", unit.name);
  if (unit.silent) name.append(make("div", silenceWords(unit), "overdue"));
  const posts = make("td");
  if (!unit.posts.some((post) => post.name)) posts.append(make("span", "未报排班", "soft"));
  else for (const post of unit.posts) {
    const at = post.signed_in_at ? `${momentOf.format(new Date(post.signed_in_at))} 到岗` : "未签到";
    const line = make("div", `${ROLES[post.role] || post.role} ${post.name || "空岗"} `, post.name ? "" : "overdue");
    line.append(make("span", at, post.signed_in_at ? "good" : "soft"));
    posts.append(line);
  }
  const owed = make("td");
  unit.owed.slice(0, 3).forEach((one) => owed.append(owedLine(one)));
  if (unit.owed.length > 3) owed.append(make("div", `另 ${unit.owed.length - 3} 项`, "soft"));
  if (!unit.owed.length) owed.append(make("span", "无", "soft"));
  const late = make("td", String(unit.overdue), unit.overdue ? "number overdue" : "number");
  if (unit.late_reports) late.append(make("div", `24小时迟报 ${unit.late_reports}`, "soft"));
  const last = make("td", unit.last_heard ? momentOf.format(new Date(unit.last_heard)) : "从未");
  if (unit.contact) last.append(make("div", `联络 ${momentOf.format(new Date(unit.contact))}`, unit.silent ? "overdue" : "soft"));
  row.append(name, posts, make("td", String(unit.open_incidents), "number"), owed, late, last);
  return row;
}

function incidentItem(incident) {
  const item = make("li", undefined, incident.level);
  const head = make("strong", incident.title);
  const facts = make("div", [incident.unit, incident.kind, incident.place, `接报 ${momentOf.format(new Date(incident.received))}`].filter(Boolean).join(" · "), "soft");
  const level = make("span", `${LEVELS[incident.level] || incident.level}${incident.sensitive ? " · 敏感" : ""} `, "level");
  item.append(head, facts, level);
  if (incident.next) item.append(owedLine(incident.next));
  return item;
}

function sums(state) {
  const total = (pick) => state.units.reduce((sum, unit) => sum + pick(unit), 0);
  return [
    ["单位", state.units.length],
    ["在办事件", state.incidents.length],
    ["应报未报", total((unit) => unit.owed.length)],
    ["已超时", total((unit) => unit.overdue)],
    ["待签收", total((unit) => unit.unreceipted)],
    ["失联", total((unit) => (unit.silent ? 1 : 0))],
  ];
}

function backupWords(state) {
  if (!state.backup) return "服务器没有备份记录，请告知管理员";
  const age = now() - Date.parse(state.backup);
  const words = `服务器最近备份 ${momentOf.format(new Date(state.backup))}`;
  return age > BACKUP_DUE ? `${words}，已超过 ${Math.floor(age / 3600000)} 小时，请告知管理员` : words;
}

function draw() {
  byId("clock").textContent = clockOf.format(new Date(now()));
  if (shown === null) return;
  byId("name").textContent = `${shown.name} · 值守态势`;
  byId("sums").replaceChildren(...sums(shown).map(([word, count]) => {
    const box = make("div");
    box.append(make("dt", word), make("dd", String(count), count && ["已超时", "失联"].includes(word) ? "overdue" : ""));
    return box;
  }));
  byId("units").replaceChildren(...shown.units.map(unitRow));
  byId("backup").textContent = backupWords(shown);
  byId("backup").className = shown.backup && now() - Date.parse(shown.backup) <= BACKUP_DUE ? "" : "soon";
  const incidents = shown.incidents.length ? shown.incidents.map(incidentItem) : [make("li", "目前没有在办事件。", "soft")];
  byId("incidents").replaceChildren(...incidents);
}

function tell(live) {
  const pill = byId("link");
  document.body.classList.toggle("stale", !live);
  pill.className = live ? "pill live" : "pill lost";
  pill.textContent = live ? "实时" : "连接中断";
  byId("lost").hidden = live;
  if (!live && shown !== null) {
    byId("lost").textContent = `与服务器的连接中断，以下是 ${clockOf.format(new Date(shown.at))} 的情况，不是现在；正在重新连接。`;
  } else if (!live) {
    byId("lost").textContent = "与服务器的连接中断，正在重新连接。";
  }
}

function listen() {
  source = new EventSource("/board/events");
  source.addEventListener("state", (event) => {
    shown = JSON.parse(event.data);
    ahead = Date.parse(shown.at) - Date.now();
    heard = performance.now();
    tell(true);
    draw();
  });
  source.addEventListener("ended", () => { window.location.assign("/board/sign-in"); });
  source.addEventListener("error", () => {
    tell(false);
    if (source.readyState === EventSource.CLOSED) window.setTimeout(asked, 3000);
  });
}

async function asked() { // a server that is back may not know us any more
  try {
    const answer = await fetch("/board/state");
    if (answer.status === 401) window.location.assign("/board/sign-in");
    else listen();
  } catch {
    window.setTimeout(asked, 3000);
  }
}

window.setInterval(() => {
  if (heard && performance.now() - heard > SILENCE) tell(false);
  draw();
}, 1000);
listen();
