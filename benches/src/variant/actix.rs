//! actix-web's `DefaultHeaders`: it keeps what a handler set, and knows no nonce. Its header map is its own.

use std::future::{Ready, ready};
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::DefaultHeaders;
use actix_web::test::TestRequest;

use crate::case::{Case, Conflict};
use crate::fields;
use crate::variant::{Respond, Responder};

pub(super) fn bare(case: Case) -> Responder {
    Box::new(Called(Leaf::new(case)))
}

pub(super) fn responder(case: Case) -> Option<Responder> {
    if case.slots > 0 || case.conflict == Conflict::Override {
        return None;
    }
    let csp = (
        "content-security-policy",
        fields::CONTENT_SECURITY_POLICY[0],
    );
    let headers = [csp]
        .into_iter()
        .chain(fields::rest(case.size))
        .fold(DefaultHeaders::new(), DefaultHeaders::add);
    let service = now(headers.new_transform(Leaf::new(case))).expect("it is infallible");
    Some(Box::new(Called(service)))
}

/// A handler as a service.
struct Leaf(Vec<(HeaderName, HeaderValue)>);

impl Leaf {
    fn new(case: Case) -> Self {
        let own = fields::own(case.own);
        let own = own.iter().map(|(name, value)| {
            let name = HeaderName::from_bytes(name.as_str().as_bytes());
            let value = HeaderValue::from_bytes(value.as_bytes());
            (name.expect("a name"), value.expect("a value"))
        });
        Self(own.collect())
    }
}

impl Service<ServiceRequest> for Leaf {
    type Response = ServiceResponse<BoxBody>;
    type Error = actix_web::Error;
    type Future = Ready<Result<ServiceResponse<BoxBody>, actix_web::Error>>;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), actix_web::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let mut response = HttpResponse::Ok().finish();
        for (name, value) in &self.0 {
            response.headers_mut().append(name.clone(), value.clone());
        }
        ready(Ok(request.into_response(response)))
    }
}

/// A service that makes responses.
struct Called<S>(S);

impl<S> Called<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<BoxBody>, Error = actix_web::Error>,
{
    fn call(&self) -> ServiceResponse<BoxBody> {
        let request = TestRequest::default().to_srv_request();
        now(self.0.call(request)).expect("the leaf answers")
    }
}

impl<S> Respond for Called<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<BoxBody>, Error = actix_web::Error>,
{
    fn respond(&mut self) {
        drop(black_box(self.call()));
    }

    fn lines(&mut self) -> Vec<String> {
        let response = self.call();
        let lines = response
            .headers()
            .iter()
            .map(|(name, value)| format!("{name}: {}", value.to_str().expect("it is ASCII")));
        let mut lines: Vec<String> = lines.collect();
        lines.sort_unstable();
        lines
    }
}

fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("the leaf is ready"),
    }
}
