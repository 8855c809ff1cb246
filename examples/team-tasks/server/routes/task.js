// The routes of /api/tasks. All of them need a token, those with statistics, too.
import { Router } from 'express';
import { signedIn } from '../people.js';

export function taskRoutes(controller) {
  const routes = Router();
  routes.use(signedIn);
  routes.get('/', controller.list);
  routes.post('/', controller.create);
  routes.patch('/:id', controller.update);
  routes.delete('/:id', controller.delete);
  routes.get('/socket/stats', controller.socketStats);
  routes.get('/socket/users/:taskId', controller.socketUsers);
  return routes;
}
