<?php
/** `php plugin-test.php`: every row of the plugin's behaviour. Ends with 1 and the failed sentences when one does not hold. */

declare(strict_types=1);

error_reporting(E_ALL);
set_error_handler(static function (int $level, string $what, string $file, int $line): never {
    throw new ErrorException($what, 0, $level, $file, $line);
});

require __DIR__ . '/wordpress.php';

const DAY = 24 * 60 * 60;

function section(string $job): string
{
    return '<section class="sw-jobs" lang="de" aria-labelledby="sw-ki-trainer-h">' . "\n"
        . '<h3 id="sw-ki-trainer-h" class="sw-jobs__heading">Aktuelle Jobs als KI-Trainer</h3>'
        . '<ul class="sw-jobs__list" role="list"><li class="sw-job"><h4 class="sw-job__title">'
        . '<a href="https://jobs.example/1?a=1&amp;b=2" rel="noopener sponsored">' . $job . '</a></h4>'
        . '<dl class="sw-job__facts"><div><dt>Gehalt</dt><dd>50.000 – 62.000 € pro Jahr</dd></div></dl>'
        . '<time datetime="2026-11-22" title="22.11.2026">heute</time></li></ul>'
        . '<p class="sw-sr" role="status"></p>'
        . '<a class="sw-jobs__more" href="/jobs/ki-trainer" data-cursor="eyJ2IjoxfQ">Alle 12 Stellen ansehen</a>'
        . '</section>';
}

function ok(string $job, string $etag = '"1"'): array
{
    return ['status' => 200, 'headers' => ['etag' => $etag], 'body' => section($job)];
}

function page(array $attributes = []): string
{
    return (World::$shortcodes['aktuelle_jobs'])($attributes);
}

function proxied(array $parameters): WP_REST_Response
{
    $route = World::$routes['aktuelle-jobs/v1/embed/jobs.html'];
    return ($route['callback'])(new WP_REST_Request($parameters, '/aktuelle-jobs/v1/embed/jobs.html'));
}

function holds(bool $fact, string $what): void
{
    if (!$fact) {
        throw new RuntimeException($what);
    }
}

$sentences = [
    'a first visit asks once and shows the section in its element' => function (): void {
        World::$answers = [ok('KI-Trainer')];
        $html = page(['beruf' => 'ki-trainer', 'anzahl' => '7', 'ort' => 'Köln "Süd"', 'ueberschrift' => '2']);
        holds(str_starts_with($html, '<aktuelle-jobs beruf="ki-trainer" anzahl="7" ort="Köln &quot;Süd&quot;" ueberschrift="2" src="https://portal.example/wp-json/aktuelle-jobs/v1">'), $html);
        holds(str_contains($html, '>KI-Trainer</a>') && str_ends_with($html, '</section></aktuelle-jobs>'), $html);
        holds(World::$enqueued === ['style aktuelle-jobs', 'module aktuelle-jobs'], 'style and module from this site');
        parse_str((string) parse_url(World::$requests[0]['url'], PHP_URL_QUERY), $asked);
        holds($asked === ['occupation' => 'ki-trainer', 'limit' => '7', 'heading' => '2', 'location' => 'Köln "Süd"'], World::$requests[0]['url']);
        $args = World::$requests[0]['args'];
        holds($args['timeout'] === 2 && $args['redirection'] === 0 && $args['headers'] === ['Accept-Language' => 'de'], json_encode($args));
    },
    'a copy younger than 15 minutes is shown without a request' => function (): void {
        World::$answers = [ok('KI-Trainer')];
        page();
        World::$now += 15 * 60 - 1;
        holds(str_contains(page(), '>KI-Trainer</a>') && count(World::$requests) === 1, 'one request only');
    },
    'an older copy is confirmed with its ETag and then fresh again' => function (): void {
        World::$answers = [ok('KI-Trainer', '"abc"'), ['status' => 304, 'headers' => []]];
        page();
        World::$now += 15 * 60;
        holds(str_contains(page(), '>KI-Trainer</a>'), 'the copy');
        holds(World::$requests[1]['args']['headers']['If-None-Match'] === '"abc"', 'ETag sent');
        World::$now += 15 * 60 - 1;
        page();
        holds(count(World::$requests) === 2, 'fresh for another 15 minutes');
    },
    'a new answer replaces the copy and its ETag' => function (): void {
        World::$answers = [ok('Alt', '"1"'), ok('Neu', '"2"'), ['status' => 304, 'headers' => []]];
        page();
        World::$now += 15 * 60;
        holds(str_contains(page(), '>Neu</a>'), 'the new one');
        World::$now += 15 * 60;
        page();
        holds(World::$requests[2]['args']['headers']['If-None-Match'] === '"2"', 'the new ETag');
    },
    'an outage shows the old copy and asks again after a minute' => function (): void {
        foreach ([new WP_Error(), ['status' => 503], ['status' => 500, 'body' => section('falsch')], ['status' => 301]] as $fault) {
            World::afresh();
            World::$answers = [ok('KI-Trainer'), $fault, ok('Wieder da')];
            page();
            World::$now += 15 * 60;
            holds(str_contains(page(), '>KI-Trainer</a>'), 'the old copy');
            World::$now += 59;
            page();
            holds(count(World::$requests) === 2, 'no request within the minute');
            World::$now += 1;
            holds(str_contains(page(), '>Wieder da</a>') && count(World::$requests) === 3, 'asked again');
        }
    },
    'an outage of seven days is bridged, of more is not, however often it was tried' => function (): void {
        World::$answers = [ok('KI-Trainer')];
        page();
        $begun = World::$now;
        while (World::$now < $begun + 7 * DAY) {
            World::$now += 6 * 60 * 60;
            holds(str_contains(page(), '>KI-Trainer</a>'), 'bridged after ' . (World::$now - $begun) . ' s');
        }
        World::$now = $begun + 7 * DAY + 1;
        $html = page();
        holds(!str_contains($html, '>KI-Trainer</a>'), 'a job of last week is not shown');
        holds(str_contains($html, 'Es gibt momentan keine freien Stellen.'), $html);
    },
    'a confirmation counts as a success' => function (): void {
        World::$answers = [ok('KI-Trainer'), ['status' => 304, 'headers' => []]];
        page();
        World::$now += 6 * DAY;
        page();
        World::$now += 6 * DAY;
        holds(str_contains(page(), '>KI-Trainer</a>'), '12 days after the text came, 6 after it was confirmed');
    },
    'an outage before the first copy shows the sentence and no error' => function (): void {
        $html = page();
        holds(str_contains($html, 'Es gibt momentan keine freien Stellen.'), $html);
        page();
        holds(count(World::$requests) === 1, 'readers of the same minute do not wait');
    },
    'a page that is not ours is a failure' => function (): void {
        foreach (['<html><body>Bitte anmelden</body></html>', '', substr(section('Halb'), 0, 300)] as $body) {
            World::afresh();
            World::$answers = [['status' => 200, 'headers' => [], 'body' => $body]];
            holds(str_contains(page(), 'Es gibt momentan keine freien Stellen.'), $body);
        }
    },
    'hostile titles stay harmless and ours survives' => function (): void {
        World::$answers = [ok('Trainer<script>alert(1)</script><img src=x onerror=alert(1)><b style="x">fett</b>')];
        $html = page();
        foreach (['<script', '<img', 'onerror=', 'style='] as $evil) {
            holds(!str_contains($html, $evil), $evil . ' in ' . $html);
        }
        foreach (['rel="noopener sponsored"', 'href="https://jobs.example/1?a=1&amp;b=2"', 'data-cursor="eyJ2IjoxfQ"', 'role="list"', 'role="status"',
            'aria-labelledby="sw-ki-trainer-h"', 'datetime="2026-11-22"', 'lang="de"'] as $kept) {
            holds(str_contains($html, $kept), $kept . ' is missing in ' . $html);
        }
    },
    'numbers are clamped and headings known' => function (): void {
        foreach (['0' => '1', '-3' => '1', '99' => '20', 'viele' => '5', '20' => '20'] as $said => $asked) {
            World::afresh();
            page(['anzahl' => (string) $said, 'ueberschrift' => '9']);
            holds(str_contains(World::$requests[0]['url'], "limit=$asked&heading=3"), World::$requests[0]['url']);
        }
    },
    'an occupation that is no name is not asked for' => function (): void {
        foreach (['', 'KI Trainer', '../admin', "ki-trainer\n", 'ki&limit=1', str_repeat('a', 101)] as $name) {
            World::afresh();
            holds(str_contains(page(['beruf' => $name]), 'Es gibt momentan keine freien Stellen.'), $name);
            holds(World::$requests === [] && World::$options === [], $name);
        }
    },
    'more jobs come through this site, only for occupations that its pages name' => function (): void {
        World::$answers = [ok('KI-Trainer'), ok('Weiterer')];
        page();
        $more = proxied(['occupation' => 'ki-trainer', 'limit' => '5', 'heading' => '3', 'cursor' => 'eyJ2IjoxfQ', 'evil' => 'x']);
        holds($more->status === 200 && str_contains($more->data, '>Weiterer</a>'), json_encode($more));
        holds($more->headers === ['Cache-Control' => 'public, max-age=300'], json_encode($more->headers));
        holds(str_ends_with(World::$requests[1]['url'], '?occupation=ki-trainer&limit=5&heading=3&cursor=eyJ2IjoxfQ'), World::$requests[1]['url']);
        holds(proxied(['occupation' => 'pilot'])->status === 400, 'not on our pages');
        holds(count(World::$requests) === 2, 'and not asked');
    },
    'strangers store nothing' => function (): void {
        World::$answers = [ok('KI-Trainer')];
        page();
        $before = [World::$transients, World::$options];
        for ($i = 0; $i < 50; $i++) {
            World::$answers = [ok("Job $i")];
            holds(proxied(['occupation' => 'ki-trainer', 'cursor' => "c$i"])->status === 200, 'a page');
            World::$answers = [ok("Job $i")];
            holds(proxied(['occupation' => 'ki-trainer', 'location' => "Ort $i"])->status === 200, 'a place');
        }
        holds([World::$transients, World::$options] === $before, 'stored something');
    },
    'bad cursors are refused, long places cut' => function (): void {
        World::$options['sw_jobs_occupations'] = ['ki-trainer'];
        foreach (["a b", 'ä', '../x', str_repeat('a', 2001), "eyJ\n", ['a']] as $cursor) {
            holds(proxied(['occupation' => 'ki-trainer', 'cursor' => $cursor])->status === 400, json_encode($cursor));
        }
        holds(World::$requests === [], 'none was asked');
        proxied(['occupation' => 'ki-trainer', 'location' => str_repeat('ö', 500)]);
        parse_str((string) parse_url(World::$requests[0]['url'], PHP_URL_QUERY), $asked);
        holds(mb_strlen($asked['location']) === 80, 'cut at 80 characters');
    },
    'without a copy the route says 503, and is not cached' => function (): void {
        World::$options['sw_jobs_occupations'] = ['ki-trainer'];
        $answer = proxied(['occupation' => 'ki-trainer', 'cursor' => 'abc']);
        holds($answer->status === 503 && $answer->data === '' && $answer->headers['Cache-Control'] === 'no-store', json_encode($answer));
    },
    'the route answers HTML, other routes are left alone' => function (): void {
        ob_start();
        $request = new WP_REST_Request([], '/aktuelle-jobs/v1/embed/jobs.html');
        $served = \Stellwerk\AktuelleJobs\serve_html(false, new WP_REST_Response('<p>x</p>', 200), $request);
        $other = \Stellwerk\AktuelleJobs\serve_html(false, new WP_REST_Response('{}', 200), new WP_REST_Request([], '/wp/v2/posts'));
        holds($served && !$other && ob_get_clean() === '<p>x</p>', 'only ours');
        holds(World::$headers === ['Content-Type: text/html; charset=utf-8', 'X-Content-Type-Options: nosniff'], json_encode(World::$headers));
    },
];

$failed = 0;
foreach ($sentences as $sentence => $test) {
    World::afresh();
    try {
        $test();
        echo "ok   $sentence\n";
    } catch (Throwable $failure) {
        $failed++;
        echo "FAIL $sentence: {$failure->getMessage()} (line {$failure->getLine()})\n";
    }
}
printf("%d passed, %d failed\n", count($sentences) - $failed, $failed);
exit($failed === 0 ? 0 : 1);
