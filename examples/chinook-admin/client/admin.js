// The script of Laravel's pages. It runs before Livewire starts, which then finds `window.Echo`.
import './style/base.css';
import './style/admin.css';
import './services/echo.js';
import './services/link.js';
import './services/channels.js';
import './services/requests.js';
import './services/missed.js';
import './services/newest.js';
