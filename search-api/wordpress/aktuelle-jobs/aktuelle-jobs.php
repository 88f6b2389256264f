<?php
/**
 * Plugin Name:       Aktuelle Jobs
 * Description:       Füllt den Abschnitt „Aktuelle Jobs“ eines Berufs: [aktuelle_jobs beruf="ki-trainer" anzahl="5"]
 * Version:           1.0.0
 * Requires at least: 6.5
 * Requires PHP:      8.1
 * License:           Apache-2.0
 *
 * The section comes from a Stellwerk service, named in wp-config.php:
 *     define('SW_API_URL', 'https://stellwerk.example/v1');
 * Readers never talk to that service: the page is filled here, style and script are copies in this folder, and
 * „Weitere Stellen“ goes through this site's own REST route.
 */

declare(strict_types=1);

namespace Stellwerk\AktuelleJobs;

defined('ABSPATH') || exit;

/** Seconds for which a copy is shown without asking. */
const FRESH = 15 * 60;
/** Seconds until the next try after a failed one. */
const RETRY = 60;
/** Seconds for which a copy is shown after its last success; a failed try does not extend them. */
const KEPT = 7 * 24 * 60 * 60;
/** A section has at most 20 jobs; more than this is not ours. */
const MOST_BYTES = 256 * 1024;
const EMPTY_SENTENCE = 'Es gibt momentan keine freien Stellen.';

add_shortcode('aktuelle_jobs', __NAMESPACE__ . '\\shortcode');
add_action('init', __NAMESPACE__ . '\\register_assets');
add_action('rest_api_init', __NAMESPACE__ . '\\register_route');
add_filter('rest_pre_serve_request', __NAMESPACE__ . '\\serve_html', 10, 3);

function register_assets(): void
{
    wp_register_style('aktuelle-jobs', plugins_url('aktuelle-jobs.css', __FILE__), [], '1.0.0');
    wp_register_script_module('aktuelle-jobs', plugins_url('aktuelle-jobs.js', __FILE__), [], '1.0.0');
}

/** [aktuelle_jobs beruf="ki-trainer" anzahl="5" ort="" ueberschrift="3"] */
function shortcode(array|string $given): string
{
    $named = shortcode_atts(
        ['beruf' => 'ki-trainer', 'anzahl' => '5', 'ort' => '', 'ueberschrift' => '3'],
        (array) $given,
        'aktuelle_jobs'
    );
    $query = query($named['beruf'], $named['anzahl'], $named['ort'], $named['ueberschrift']);
    if ($query === null) {
        return empty_section();
    }
    remember_occupation($query['occupation']);
    wp_enqueue_style('aktuelle-jobs');
    wp_enqueue_script_module('aktuelle-jobs');
    return sprintf(
        '<aktuelle-jobs beruf="%s" anzahl="%d"%s ueberschrift="%s" src="%s">%s</aktuelle-jobs>',
        esc_attr($query['occupation']),
        $query['limit'],
        isset($query['location']) ? ' ort="' . esc_attr($query['location']) . '"' : '',
        esc_attr($query['heading']),
        esc_url(rest_url('aktuelle-jobs/v1')),
        copy_of($query, true) ?? empty_section()
    );
}

/** The parameters that are passed on; null if the occupation is no name of one. */
function query(mixed $occupation, mixed $limit, mixed $location, mixed $heading): ?array
{
    if (!is_string($occupation) || !preg_match('/^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$/D', $occupation)) {
        return null;
    }
    $query = [
        'occupation' => $occupation,
        'limit' => max(1, min(20, is_numeric($limit) ? (int) $limit : 5)),
        'heading' => in_array((string) $heading, ['0', '2', '3', '4'], true) ? (string) $heading : '3',
    ];
    $place = is_string($location) ? mb_substr(trim($location), 0, 80) : '';
    return $place === '' ? $query : $query + ['location' => $place];
}

/**
 * The section, from the copy while that is fresh, else from the service, else from the copy again; null if there is neither.
 *
 * @param bool $store whether a first copy may be kept: only for what an editor wrote, never for what strangers ask
 */
function copy_of(array $query, bool $store): ?string
{
    $key = 'sw_jobs_' . md5(http_build_query($query));
    $copy = get_transient($key);
    $known = is_array($copy) && isset($copy['html'], $copy['etag'], $copy['succeeded'], $copy['next']);
    if (!$known) {
        $copy = ['html' => '', 'etag' => '', 'succeeded' => 0, 'next' => 0];
    }
    $now = time();
    if ($now < $copy['next']) {
        return shown($copy, $now);
    }
    $stored = $store || $known;
    // Said before asking, so that the readers of the next two seconds do not all wait for the same answer.
    $copy['next'] = $now + RETRY;
    if ($stored) {
        keep($key, $copy, $now);
    }
    $answer = ask($query, shown($copy, $now) === null ? '' : $copy['etag']);
    if ($answer !== null) {
        $html = $answer['html'] ?? $copy['html'];
        $copy = ['html' => $html, 'etag' => $answer['etag'], 'succeeded' => $now, 'next' => $now + FRESH];
        if ($stored) {
            keep($key, $copy, $now);
        }
    }
    return shown($copy, $now);
}

function shown(array $copy, int $now): ?string
{
    return $copy['html'] !== '' && $now - $copy['succeeded'] <= KEPT ? $copy['html'] : null;
}

function keep(string $key, array $copy, int $now): void
{
    set_transient($key, $copy, max(RETRY, $copy['succeeded'] + KEPT + 1 - $now));
}

/** One request to the service: html null means "as before" (304); null is a failure of whatever kind. */
function ask(array $query, string $etag): ?array
{
    if (!defined('SW_API_URL')) {
        return null;
    }
    $answer = wp_remote_get(
        rtrim(SW_API_URL, '/') . '/embed/jobs.html?' . http_build_query($query),
        [
            'timeout' => 2,
            'redirection' => 0,
            'limit_response_size' => MOST_BYTES,
            'headers' => ['Accept-Language' => 'de'] + ($etag === '' ? [] : ['If-None-Match' => $etag]),
        ]
    );
    if (is_wp_error($answer)) {
        return null;
    }
    $status = wp_remote_retrieve_response_code($answer);
    $sent = (string) wp_remote_retrieve_header($answer, 'etag');
    if ($status === 304 && $etag !== '') {
        return ['html' => null, 'etag' => $sent === '' ? $etag : $sent];
    }
    $body = (string) wp_remote_retrieve_body($answer);
    // Whole and ours: a login page of some proxy also comes with 200.
    $ours = str_starts_with(ltrim($body), '<section class="sw-jobs"') && str_ends_with(rtrim($body), '</section>');
    return $status === 200 && $ours ? ['html' => wp_kses($body, allowed()), 'etag' => $sent] : null;
}

/** What a section consists of. Titles and addresses in it come from strangers. */
function allowed(): array
{
    $ours = array_fill_keys(
        ['class', 'id', 'role', 'lang', 'aria-labelledby', 'aria-label', 'data-cursor', 'data-theme'],
        true
    );
    $tags = wp_kses_allowed_html('post');
    $tags['time'] = ['datetime' => true, 'title' => true];
    foreach (['section', 'h2', 'h3', 'h4', 'h5', 'p', 'ul', 'li', 'dl', 'div', 'dt', 'dd', 'a', 'time'] as $tag) {
        $tags[$tag] = (is_array($tags[$tag] ?? null) ? $tags[$tag] : []) + $ours;
    }
    return $tags;
}

function empty_section(): string
{
    return '<section class="sw-jobs" lang="de"><p class="sw-jobs__empty">' . EMPTY_SENTENCE . '</p></section>';
}

/** The occupations that the pages of this site name: the only ones that the route below passes on. */
function remember_occupation(string $occupation): void
{
    $all = (array) get_option('sw_jobs_occupations', []);
    if (!in_array($occupation, $all, true)) {
        $all[] = $occupation;
        update_option('sw_jobs_occupations', array_slice($all, -50), false);
    }
}

function register_route(): void
{
    register_rest_route('aktuelle-jobs/v1', '/embed/jobs.html', [
        'methods' => 'GET',
        'permission_callback' => '__return_true',
        'callback' => __NAMESPACE__ . '\\proxy',
    ]);
}

/** „Weitere Stellen“ for readers, from this site's own address. Stores nothing that was not stored before. */
function proxy(\WP_REST_Request $request): \WP_REST_Response
{
    $query = query(
        $request->get_param('occupation'),
        $request->get_param('limit'),
        $request->get_param('location'),
        $request->get_param('heading')
    );
    $cursor = $request->get_param('cursor') ?? '';
    $known = $query !== null && in_array($query['occupation'], (array) get_option('sw_jobs_occupations', []), true);
    if (!$known || !is_string($cursor) || !preg_match('/^[A-Za-z0-9_-]{0,2000}$/D', $cursor)) {
        return new \WP_REST_Response('', 400);
    }
    $html = $cursor === ''
        ? copy_of($query, false)
        : ask($query + ['cursor' => $cursor], '')['html'] ?? null;
    return $html === null
        ? new \WP_REST_Response('', 503, ['Retry-After' => (string) RETRY, 'Cache-Control' => 'no-store'])
        : new \WP_REST_Response($html, 200, ['Cache-Control' => 'public, max-age=300']);
}

/** WordPress would answer with JSON; the script reads HTML. */
function serve_html(bool $served, mixed $response, mixed $request): bool
{
    if ($served || !($request instanceof \WP_REST_Request) || $request->get_route() !== '/aktuelle-jobs/v1/embed/jobs.html') {
        return $served;
    }
    header('Content-Type: text/html; charset=utf-8');
    header('X-Content-Type-Options: nosniff');
    $html = $response->get_data();
    echo is_string($html) ? $html : '';
    return true;
}
