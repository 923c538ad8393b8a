<?php
// What plug-ins and caches do to each response: other boxes, keys and addresses each time, and days on which the blog
// shows something else. The file that BLOG_STATE names says which day it is.

function boxes(): string {
	$key = bin2hex( random_bytes( 8 ) );
	$n   = random_int( 100, 9999 );
	return <<<HTML
<div class="sharedaddy"><span class="share-count">$n shares</span> <a href="#">Tweet</a></div>
<div class="post-views entry-meta"><span class="post-views-label">Post Views:</span> <span>$n</span></div>
<div class="ad-slot" id="gpt-$key"><a href="https://ads.example/c?x=$key">Ferry tickets from $n</a></div>
<div class="jp-relatedposts"><h3>Related</h3><ul><li><a href="/elsewhere/$key/">Another post, number $n</a></li></ul></div>
<div class="wp-polls"><p>Should tolls return?</p><ul><li>Yes ($n Votes)</li><li>No ($n Votes)</li></ul></div>
<script nonce="$key">var token = "$key";</script>
HTML;
}

/** Puts boxes before the end of a post's text, and keys into the addresses of its pictures and the ids of its headings. */
function with_noise( string $html ): string {
	$key  = bin2hex( random_bytes( 16 ) );
	$html = preg_replace( '#(?<=\.jpg|\.png)(?=")#', "?X-Amz-Expires=900&amp;X-Amz-Signature=$key", $html );
	$html = preg_replace( '#<h([2-6]) class="wp-block-heading">#', "<h\$1 class=\"wp-block-heading\" id=\"h-$key\">", $html );
	return preg_replace( '#<div class="[^"]*\bentry-content\b[^"]*">#', '$0' . boxes(), $html, 1 );
}

const NOTICE = "<br />\n<b>Notice</b>:  Undefined index: cache in <b>/srv/blog/cache.php</b> on line <b>31</b><br />\n";

/** Returns a response as the blog gives it on a day. */
function on_day( string $day, string $body ): string {
	$types = implode( ' ', headers_list() );
	$html  = false !== stripos( $types, 'text/html' );
	if ( $html && 200 === http_response_code() ) {
		if ( 'soon' === $day ) {
			return '<!DOCTYPE html><html lang="en"><head><title>Coming soon</title></head><body><main><h1>A new Quiet Pier'
				. ' is on its way</h1><p>We are building the magazine anew. All posts will be here again when we are'
				. ' done, and some new ones too. Leave your address and we shall write to you.</p></main></body></html>';
		}
		return with_noise( $body );
	}
	return 'notices' === $day ? NOTICE . $body : $body;
}
