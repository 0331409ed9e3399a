// Stands for web, worker or scheduler in the tests of the start: ready at once, tells its environment, obeys orders.
import { createServer } from 'node:http';

/** Serves `/readyz`, `/environment`, and `/exit` and `/stubborn`, which make it end badly or ignore SIGTERM. */
export function serve(port) {
  let stubborn = false;
  const answers = {
    '/readyz': () => 'ready',
    '/environment': () => JSON.stringify({ pid: process.pid, ...process.env }),
    '/stubborn': () => String((stubborn = true)),
    '/exit': () => setTimeout(() => process.exit(3), 20) && 'bye',
  };
  createServer((request, response) => {
    const answer = answers[request.url];
    response.writeHead(answer ? 200 : 404).end(answer?.());
  }).listen(port);
  process.on('SIGTERM', () => stubborn || process.exit(0));
  process.on('SIGINT', () => {});
}
