// A stand-in for the Parley server: serves dist/ and as much of the API as the page uses, from memory.
// Logs in admin/admin. `npm run dev:fake` starts it on port 8080, where the development server looks for one.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { storedZip } from './zip.mjs';

const PORT = Number(process.env.PORT ?? 8080);
const ROWS = 1_000;
const ROWS_PER_SECOND = 400;

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

const session = {
  user: { login: 'admin', role: 'ADMIN', accountId: 1 },
  projects: [
    { shortName: 'demo', name: 'Demo shop' },
    { shortName: 'support', name: 'Support line' },
  ],
};
const sessions = new Set();
let tasks = [
  task(
    { status: 'FAILED', error: 'The disk is full: 12 MB are needed, 3 MB are free', writeCount: 800, totalCount: 9000 },
    3,
  ),
  task({ status: 'STOPPED', writeCount: 12_000, totalCount: 48_210 }, 26),
];

function task(state, hoursAgo, fileType = 'XLSX', projectShortName = 'demo') {
  return {
    taskId: randomUUID(),
    accountId: 1,
    creationTime: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
    reportType: 'MESSAGES',
    settings: { fileType, withHeader: true },
    projectShortName,
    ...state,
  };
}

/** A running task moves on by the clock, as seen from `host`. */
function now(each, host) {
  if (each.started === undefined) {
    return each;
  }
  const { started, ...rest } = each;
  const writeCount = Math.min(ROWS, Math.floor(((Date.now() - started) * ROWS_PER_SECOND) / 1000));
  if (writeCount < ROWS) {
    return { ...rest, status: writeCount === 0 ? 'CREATED' : 'STARTED', writeCount, totalCount: ROWS };
  }
  const fileName = `messages-${rest.projectShortName}-${rest.taskId.slice(0, 8)}.${rest.settings.fileType.toLowerCase()}`;
  const fileUrl = `http://${host}/api/v1/reporter/reports/files/${rest.taskId}`;
  return { ...rest, status: 'COMPLETED', writeCount: ROWS, totalCount: ROWS, fileName, fileUrl };
}

/** Answers to `METHOD /path`: [status, body], the body undefined for none. */
async function api({ method, path, query, cookie, body, host, reply }) {
  const key = `${method} ${path}`;
  if (key === 'POST /api/v1/session') {
    const { login, password } = body;
    if (login !== 'admin' || password !== 'admin') {
      return [401, problem('reporter.session.wrong', 'Login or password is wrong')];
    }
    const id = randomUUID();
    sessions.add(id);
    reply.setHeader('Set-Cookie', `PARLEY=${id}; Path=/; HttpOnly; SameSite=Lax`);
    return [200, session];
  }
  if (!sessions.has(cookie)) {
    return [401, problem('reporter.session.missing', 'Nobody is logged in')];
  }
  switch (key) {
    case 'GET /api/v1/session':
      return [200, session];
    case 'DELETE /api/v1/session':
      sessions.delete(cookie);
      return [204];
    case 'GET /api/v1/reporter/reports':
      return [200, { tasks: tasks.map((each) => now(each, host)) }];
    case 'DELETE /api/v1/reporter/reports':
      tasks = tasks.filter((each) => now(each, host).status !== 'COMPLETED');
      return [200];
    case 'POST /api/v1/async/reporter/reports/messages': {
      const added = task({ started: Date.now() + 500 }, 0, body.settings.fileType, query.get('projectShortName'));
      tasks = [added, ...tasks];
      return [200, { requestId: added.taskId, requestTime: added.creationTime }];
    }
  }
  const id = path.split('/').at(-1);
  const found = tasks.find((each) => each.taskId === id);
  if (found && method === 'DELETE' && path.startsWith('/api/v1/reporter/reports/tasks/')) {
    tasks = tasks.filter((each) => each !== found);
    return [200];
  }
  if (found && method === 'GET' && path.startsWith('/api/v1/reporter/reports/files/')) {
    reply.setHeader('Content-Disposition', 'attachment');
    return [200, storedZip('report.txt', 'Not a real report\n'.repeat(20))];
  }
  return [404, problem('reporter.path.unknown', `There is nothing at ${path}`)];
}

function problem(error, message) {
  return { error, message, args: {} };
}

async function page(path) {
  const dist = new URL('../../dist/', import.meta.url);
  const name = extname(path) === '' ? 'index.html' : path.slice(1);
  return { type: TYPES[extname(name)], content: await readFile(new URL(name, dist)) };
}

createServer(async (request, reply) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const { method, headers } = request;
  reply.setHeader('Content-Security-Policy', POLICY);
  try {
    if (!pathname.startsWith('/api/')) {
      const { type, content } = await page(pathname);
      reply.writeHead(200, { 'Content-Type': type }).end(content);
      return;
    }
    if (method !== 'GET' && headers['x-parley-page'] !== '1') {
      reply.writeHead(403).end(JSON.stringify(problem('reporter.session.foreign', 'X-Parley-Page is missing')));
      return;
    }
    const text = Buffer.concat(await request.toArray()).toString();
    const [status, body] = await api({
      method,
      path: pathname,
      query: searchParams,
      cookie: /PARLEY=([^;]+)/.exec(headers.cookie ?? '')?.[1],
      body: text === '' ? undefined : JSON.parse(text),
      host: headers.host,
      reply,
    });
    reply.statusCode = status;
    reply.end(body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  } catch (failure) {
    reply.writeHead(failure.code === 'ENOENT' ? 404 : 500).end(String(failure));
  }
}).listen(PORT, '127.0.0.1', () => console.log(`Fake Parley on http://localhost:${PORT}, log in as admin/admin`));
