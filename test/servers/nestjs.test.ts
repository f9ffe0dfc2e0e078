// Its decorators are called by hand: what strips the types leaves no decorator that works.
import { after, before, test } from 'node:test';
import {
  Body,
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  type INestApplication,
  Module,
  Post,
  UnauthorizedException,
  UseGuards,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { JwtService } from '@nestjs/jwt';
import { AuthGuard as PassportGuard, PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { checkCase, checkSuccess, userHas } from './server.ts';
import { audience, bearer, brokenTokens, casesAt, issuer, secret } from './tokens.ts';

const tokens = new JwtService({ secret, verifyOptions: { algorithms: ['HS256'], audience, issuer } });

/** The guard of its documentation, which says nothing but "Unauthorized". */
class AuthGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request & { user?: object }>();
    const [type, token] = request.headers.authorization?.split(' ') ?? [];
    if (type !== 'Bearer' || !token) throw this.refusal('No token provided');
    try {
      request.user = await tokens.verifyAsync(token);
    } catch (error) {
      throw this.refusal(String((error as Error).message));
    }
    return true;
  }

  refusal(_reason: string): UnauthorizedException {
    return new UnauthorizedException();
  }
}

/** The same, as many write it: the reason is passed on. */
class TellingGuard extends AuthGuard {
  override refusal(reason: string): UnauthorizedException {
    return new UnauthorizedException(reason);
  }
}

class RolesGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    return context.switchToHttp().getRequest<{ user?: { roles?: string[] } }>().user?.roles?.includes('admin') === true;
  }
}

class JwtStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: secret,
      algorithms: ['HS256'],
      audience,
      issuer,
    });
  }
  validate(payload: object): object {
    return payload;
  }
}

function route(path: string, ...guards: (CanActivate | (new () => CanActivate))[]): new () => object {
  const controller = class {
    orders(): object {
      return { orders: [] };
    }
  };
  Get()(controller.prototype, 'orders', descriptorOf(controller.prototype, 'orders'));
  UseGuards(...guards)(controller);
  Controller(path)(controller);
  return controller;
}

function descriptorOf(prototype: object, method: string): PropertyDescriptor {
  return Object.getOwnPropertyDescriptor(prototype, method) ?? {};
}

class LoginController {
  async signIn({ username, password }: { username?: string; password?: string }): Promise<object> {
    if (username !== 'ada' || password !== 'engine') throw new UnauthorizedException();
    return { access_token: await tokens.signAsync({ sub: username }, { audience, issuer }) };
  }
}
Body()(LoginController.prototype, 'signIn', 0);
Post()(LoginController.prototype, 'signIn', descriptorOf(LoginController.prototype, 'signIn'));
Controller('login')(LoginController);

class AppModule {}
Module({
  providers: [JwtStrategy],
  controllers: [
    route('guarded', AuthGuard),
    route('told', TellingGuard),
    route('admin', AuthGuard, RolesGuard),
    route('passport', PassportGuard('jwt')),
    LoginController,
  ],
})(AppModule);

let server: INestApplication;
let origin: string;

before(async () => {
  server = await NestFactory.create(AppModule, { logger: false });
  await server.listen(0, '127.0.0.1');
  origin = await server.getUrl();
});

after(() => server.close());

// "Unauthorized", and no more.
const untold = ['another secret', 'another audience', 'another issuer', 'another algorithm', 'a password'];

for (const path of ['/guarded', '/passport'])
  for (const { url, ...rest } of casesAt(path, brokenTokens, untold))
    test(`NestJS at ${path}: ${rest.title}`, () => checkCase({ ...rest, url: origin + url }));

for (const { url, ...rest } of casesAt('/told', brokenTokens))
  test(`NestJS, telling why: ${rest.title}`, () => checkCase({ ...rest, url: origin + url }));

const json = { 'Content-Type': 'application/json' };

for (const { url, ...rest } of [
  {
    title: 'a user without the role',
    url: '/admin',
    headers: { Authorization: bearer() },
    expected: 'permission-denied' as const,
  },
  {
    title: 'a wrong password',
    url: '/login',
    headers: json,
    body: JSON.stringify({ username: 'ada', password: 'compiler' }),
    expected: 'invalid-credentials' as const,
  },
  {
    title: 'a login that is not JSON',
    url: '/login',
    headers: json,
    body: '{"username": "ada",',
    expected: 'not-an-auth-failure' as const,
  },
  {
    title: 'an unknown path',
    url: '/order',
    headers: { Authorization: bearer() },
    expected: 'not-an-auth-failure' as const,
  },
])
  test(`NestJS at ${url}: ${rest.title}`, () => checkCase({ ...rest, url: origin + url }));

test('NestJS: whole credentials', () =>
  checkSuccess({ url: `${origin}/guarded`, headers: { Authorization: bearer() } }));

for (const path of ['/passport', '/told'])
  userHas(() => ({ url: origin + path, headers: { Authorization: bearer() } }));
userHas(() => ({ url: `${origin}/admin`, headers: { Authorization: bearer({ roles: ['admin'] }) } }));
userHas(() => ({ url: `${origin}/login`, headers: json, body: '{"username":"ada","password":"engine"}' }));
