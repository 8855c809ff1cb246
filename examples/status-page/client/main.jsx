// The entry in the browser. In a Laravel application the first page is in the HTML; here it is asked for.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createInertiaApp } from '@inertiajs/react';
import './style/base.css';
import './style/status.css';
import './services/echo.js';
import { Frame } from './components/Frame.jsx';
import Dashboard from './pages/Dashboard.jsx';
import PublicStatusPage from './pages/PublicStatusPage.jsx';
import SignIn from './pages/SignIn.jsx';

const pages = { Dashboard, PublicStatusPage, SignIn };

async function firstPage() {
  const path = location.pathname === '/' ? '/dashboard' : location.pathname;
  const answer = await fetch(path, { headers: { 'X-Inertia': 'true', Accept: 'text/html' } });
  if (!answer.headers.has('X-Inertia')) throw new Error(`The server answered ${answer.status}.`);
  return answer.json();
}

function fail({ message }) {
  const text = document.querySelector('.loading');
  const again = document.createElement('button');
  text.className = '';
  text.setAttribute('role', 'alert');
  text.textContent = `This page could not be loaded. ${message}`;
  again.textContent = 'Try again';
  again.onclick = () => location.reload();
  text.after(again);
}

firstPage()
  .then((page) =>
    createInertiaApp({
      page,
      resolve: (name) => pages[name],
      progress: false,
      setup: ({ el, App, props }) =>
        createRoot(el).render(
          <StrictMode>
            <Frame>
              <App {...props} />
            </Frame>
          </StrictMode>,
        ),
    }),
  )
  .catch(fail);
