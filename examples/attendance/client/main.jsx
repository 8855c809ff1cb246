// The entry in the browser.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './style/base.css';
import './style/sheet.css';
import { App } from './components/App.jsx';

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
