import express from 'express';

/** The limit for a start and for idle memory: Express alone with one route. */
express()
  .get('/readyz', (_request, response) => void response.send('ready'))
  .listen(Number(process.argv[2]));
