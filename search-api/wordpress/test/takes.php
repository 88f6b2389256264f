<?php
/** `php takes.php FILE`: prints what the plugin makes of a section; ends with 1 if it takes it for a failure. */

declare(strict_types=1);

require __DIR__ . '/wordpress.php';

World::$answers = [['status' => 200, 'headers' => ['etag' => '"1"'], 'body' => (string) file_get_contents($argv[1])]];
$html = (World::$shortcodes['aktuelle_jobs'])([]);
echo $html;
exit(str_contains($html, 'class="sw-jobs__empty"') ? 1 : 0);
