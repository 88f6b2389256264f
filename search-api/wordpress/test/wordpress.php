<?php
/**
 * As much of WordPress as the plugin touches, in memory: options and transients with a clock that the test sets, a service
 * whose answers the test scripts. kses is a plain allow-list over DOM: stricter or looser in corners than the real one,
 * but it refuses what is not allowed.
 */

declare(strict_types=1);

namespace {
    define('ABSPATH', __DIR__);
    define('SW_API_URL', 'https://stellwerk.example/v1');

    final class World
    {
        public static int $now = 1_800_000_000;
        /** @var array<string, array{value: mixed, until: int}> */
        public static array $transients = [];
        public static array $options = [];
        /** @var list<array> what the service will answer, in order */
        public static array $answers = [];
        /** @var list<array{url: string, args: array}> */
        public static array $requests = [];
        public static array $shortcodes = [];
        public static array $routes = [];
        public static array $enqueued = [];
        public static array $headers = [];

        public static function afresh(): void
        {
            self::$now = 1_800_000_000;
            self::$transients = self::$options = self::$answers = self::$requests = self::$enqueued = self::$headers = [];
        }
    }

    final class WP_Error
    {
    }

    final class WP_REST_Request
    {
        public function __construct(private array $parameters, private string $route)
        {
        }

        public function get_param(string $name): mixed
        {
            return $this->parameters[$name] ?? null;
        }

        public function get_route(): string
        {
            return $this->route;
        }
    }

    final class WP_REST_Response
    {
        public function __construct(public mixed $data, public int $status, public array $headers = [])
        {
        }

        public function get_data(): mixed
        {
            return $this->data;
        }
    }

    function add_shortcode(string $name, callable $call): void
    {
        World::$shortcodes[$name] = $call;
    }

    function add_action(string $hook, callable $call): void
    {
        $call();
    }

    function add_filter(string $hook, callable $call, int $priority, int $arguments): void
    {
    }

    function plugins_url(string $file, string $plugin): string
    {
        return 'https://portal.example/wp-content/plugins/aktuelle-jobs/' . $file;
    }

    function wp_register_style(string $name, string $url): void
    {
    }

    function wp_register_script_module(string $name, string $url): void
    {
    }

    function wp_enqueue_style(string $name): void
    {
        World::$enqueued[] = "style $name";
    }

    function wp_enqueue_script_module(string $name): void
    {
        World::$enqueued[] = "module $name";
    }

    function shortcode_atts(array $defaults, array $given, string $name): array
    {
        return array_intersect_key($given, $defaults) + $defaults;
    }

    function esc_attr(mixed $text): string
    {
        return htmlspecialchars((string) $text, ENT_QUOTES | ENT_HTML5);
    }

    function esc_url(string $url): string
    {
        return esc_attr($url);
    }

    function rest_url(string $path): string
    {
        return 'https://portal.example/wp-json/' . $path;
    }

    function register_rest_route(string $space, string $path, array $route): void
    {
        World::$routes[$space . $path] = $route;
    }

    function get_option(string $name, mixed $default): mixed
    {
        return World::$options[$name] ?? $default;
    }

    function update_option(string $name, mixed $value, bool $autoload): void
    {
        World::$options[$name] = $value;
    }

    function get_transient(string $key): mixed
    {
        $kept = World::$transients[$key] ?? null;
        return $kept !== null && World::$now < $kept['until'] ? $kept['value'] : false;
    }

    function set_transient(string $key, mixed $value, int $seconds): void
    {
        World::$transients[$key] = ['value' => $value, 'until' => World::$now + $seconds];
    }

    function wp_remote_get(string $url, array $args): array|WP_Error
    {
        World::$requests[] = ['url' => $url, 'args' => $args];
        return array_shift(World::$answers) ?? new WP_Error();
    }

    function is_wp_error(mixed $answer): bool
    {
        return $answer instanceof WP_Error;
    }

    function wp_remote_retrieve_response_code(array $answer): int
    {
        return $answer['status'];
    }

    function wp_remote_retrieve_header(array $answer, string $name): string
    {
        return $answer['headers'][$name] ?? '';
    }

    function wp_remote_retrieve_body(array $answer): string
    {
        return $answer['body'] ?? '';
    }

    function wp_kses_allowed_html(string $context): array
    {
        $global = ['class' => true, 'id' => true, 'title' => true];
        return ['a' => ['href' => true, 'rel' => true] + $global]
            + array_fill_keys(['section', 'h2', 'h3', 'h4', 'p', 'ul', 'li', 'dl', 'dt', 'dd', 'div'], $global);
    }

    function wp_kses(string $html, array $allowed): string
    {
        $document = new DOMDocument();
        $document->loadHTML(
            '<?xml encoding="utf-8"?><body>' . $html . '</body>',
            LIBXML_NOERROR | LIBXML_NOWARNING | LIBXML_HTML_NODEFDTD
        );
        foreach (iterator_to_array($document->getElementsByTagName('*')) as $element) {
            if (in_array($element->nodeName, ['html', 'body'], true)) {
                continue;
            }
            if (!isset($allowed[$element->nodeName])) {
                $element->replaceWith(...iterator_to_array($element->childNodes));
                continue;
            }
            foreach (iterator_to_array($element->attributes) as $attribute) {
                $script = $attribute->name === 'href' && !preg_match('~^(https?:|/)~', $attribute->value);
                if (!isset($allowed[$element->nodeName][$attribute->name]) || $script) {
                    $element->removeAttribute($attribute->name);
                }
            }
        }
        $kept = '';
        foreach ($document->getElementsByTagName('body')[0]->childNodes as $node) {
            $kept .= $document->saveHTML($node);
        }
        return $kept;
    }
}

namespace Stellwerk\AktuelleJobs {
    function time(): int
    {
        return \World::$now;
    }

    function header(string $line): void
    {
        \World::$headers[] = $line;
    }
}

namespace {
    require __DIR__ . '/../aktuelle-jobs/aktuelle-jobs.php';
}
